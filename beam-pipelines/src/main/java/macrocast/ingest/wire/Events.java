package macrocast.ingest.wire;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The events of an XML document. */
public final class Events {
    private Events() {}

    /**
     * Steps to the next event.
     *
     * @throws XMLStreamException when what stands there is no XML, also where the reader throws something else, as
     *     readers do for names that nobody foresaw
     */
    public static int next(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException(e.getMessage(), xml.getLocation(), e);
        }
    }

    /** The text one stands on, which readers look through only now: it may turn out to be no XML. */
    public static String text(XMLStreamReader xml) throws XMLStreamException {
        try {
            return xml.getText();
        } catch (RuntimeException e) {
            throw new XMLStreamException(e.getMessage(), xml.getLocation(), e);
        }
    }
}
