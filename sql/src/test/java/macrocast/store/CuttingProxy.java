package macrocast.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server and understands what the client says (PostgreSQL documentation, Frontend/Backend
 * Protocol), so that a test can strike at any message.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    /** What becomes of a message. */
    enum Fate {
        FORWARD,
        /** Neither it nor anything after it reaches the server; the client learns of it. */
        CUT,
        /** The server does it, and its reply reaches nobody. */
        LOSE_REPLY
    }

    /** Asked about each message: its type, and the text of a statement or the bytes of a copy. */
    interface Hook {
        Fate on(char type, String text);
    }

    private final ServerSocket listener;
    private final int serverPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Hook hook = (type, text) -> Fate.FORWARD;

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Whether a message lets the server do something: the end of a statement, a simple query, rows of a copy or its end. */
    static boolean isStep(char type) {
        return type == 'S' || type == 'Q' || type == 'd' || type == 'c';
    }

    void hook(Hook next) {
        hook = next;
    }

    /** A database as it is reached through here. */
    Database before(Database direct) {
        return new Database(
                direct.url().replace(":" + serverPort + "/", ":" + listener.getLocalPort() + "/"),
                direct.user(),
                direct.password());
    }

    /** Breaks every connection, as a network does that fails. */
    void cutAll() {
        sockets.forEach(CuttingProxy::close);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutAll();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                Connection connection = new Connection(client, server);
                start(connection::listenToClient);
                start(connection::listenToServer);
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
                // The server is down: the client finds its connection closed.
            }
        }
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean replyIsLost;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void listenToClient() {
            try (client;
                    server) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = server.getOutputStream();
                boolean isStarted = false;
                while (true) {
                    int type = isStarted ? in.read() : 0;
                    if (type < 0) {
                        return;
                    }
                    int length = in.readInt();
                    byte[] body = in.readNBytes(length - 4);
                    if (isStarted) {
                        Fate fate = hook.on((char) type, text((char) type, body));
                        if (fate == Fate.CUT) {
                            return;
                        }
                        replyIsLost |= fate == Fate.LOSE_REPLY;
                        out.write(type);
                    } else {
                        int code = ByteBuffer.wrap(body).getInt();
                        isStarted = code != SSL_REQUEST && code != GSS_REQUEST;
                    }
                    out.write(new byte[] {
                        (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
                    });
                    out.write(body);
                    out.flush();
                }
            } catch (IOException e) {
                // One side is gone; closing both tells the other.
            }
        }

        void listenToServer() {
            try (client;
                    server) {
                byte[] buffer = new byte[1 << 16];
                int read;
                while ((read = server.getInputStream().read(buffer)) >= 0) {
                    if (replyIsLost) {
                        return;
                    }
                    client.getOutputStream().write(buffer, 0, read);
                    client.getOutputStream().flush();
                }
            } catch (IOException e) {
                // As above.
            }
        }

        private String text(char type, byte[] body) {
            return switch (type) {
                case 'P' -> {
                    String all = new String(body, StandardCharsets.UTF_8);
                    yield all.substring(all.indexOf('\0') + 1).split("\0", 2)[0];
                }
                case 'Q', 'd' -> new String(body, StandardCharsets.UTF_8).replace("\0", "");
                default -> "";
            };
        }
    }
}
