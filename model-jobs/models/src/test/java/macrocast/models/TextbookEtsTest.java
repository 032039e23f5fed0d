package macrocast.models;

import org.junit.jupiter.api.Tag;

@Tag("slow")
class TextbookEtsTest implements MethodContract {
    @Override
    public Method method() {
        return EtsMethod.textbook();
    }

    // Multiplicative forms know a zero, so AICc may choose another form after a shift.
    @Override
    public boolean followsShift() {
        return false;
    }
}
