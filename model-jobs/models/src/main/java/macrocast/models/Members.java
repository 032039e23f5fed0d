package macrocast.models;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import macrocast.domain.Frequency;

/** Methods that are fitted to the same set and put together: what they need and read as one. */
record Members(List<Method> methods) {
    Members {
        methods = List.copyOf(methods);
    }

    /** Changes with any member's. */
    String version() {
        return methods.stream()
                .map(member -> member.name() + "-" + member.version())
                .collect(Collectors.joining("+", "1:", ""));
    }

    String names() {
        return methods.stream().map(Method::name).collect(Collectors.joining(","));
    }

    boolean readCompanions() {
        return methods.stream().anyMatch(Method::readsCompanions);
    }

    boolean readMonths() {
        return methods.stream().anyMatch(Method::readsMonths);
    }

    int minimumLength(Frequency frequency) {
        return methods.stream()
                .mapToInt(member -> member.minimumLength(frequency))
                .max()
                .orElse(1);
    }

    /** Fits all, or none when one of them refuses. */
    Training fit(TrainingSet data, Function<List<FittedModel>, FittedModel> together) {
        List<FittedModel> models = new ArrayList<>();
        for (Method member : methods) {
            Training training = member.fit(data);
            if (!(training instanceof Training.Trained(FittedModel model))) {
                return training;
            }
            models.add(model);
        }
        return new Training.Trained(together.apply(models));
    }
}
