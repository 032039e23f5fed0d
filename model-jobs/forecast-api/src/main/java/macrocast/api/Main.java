package macrocast.api;

import java.io.IOException;
import java.util.Map;
import macrocast.store.AnalystStore;
import macrocast.store.Database;
import macrocast.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service; the rights are those of the database role in MACROCAST_DATABASE_USER, an analyst.
 *
 * <p>Unlike a job it asks for no schema version: it reads the views of schema {@code api}, which only ever grow.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int PORT = 8000;

    private Main() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = System.getenv();
        try {
            Database database = Database.fromEnvironment(environment);
            ForecastService service = ForecastService.start(PORT, new AnalystStore(database));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close));
            LOG.info("Serves {} on port {}", database, PORT);
        } catch (StoreException e) {
            LOG.error("{}", e.getMessage(), e);
            System.exit(e.kind().exitCode());
        }
    }
}
