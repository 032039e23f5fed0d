package macrocast.ingest.wire;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import macrocast.ingest.UnreadablePayloadException;
import org.jspecify.annotations.Nullable;

/**
 * A body in XML, read event by event: memory does not grow with its size.
 *
 * <p>A document type, which could name files or grow without end, is refused, and so is nesting deeper than
 * {@value #DEEPEST} levels.
 */
public final class XmlBody {
    private static final int DEEPEST = 50;

    private final String name;
    private final XMLStreamReader xml;
    private int depth;

    private XmlBody(String name, XMLStreamReader xml) {
        this.name = name;
        this.xml = xml;
    }

    /**
     * Opens a body and stands before its root.
     *
     * @throws UnreadablePayloadException when it is empty or no XML
     */
    public static XmlBody open(String name, byte[] body) {
        int first = Text.start(name, body, "XML");
        if (body[first] != '<') {
            throw new UnreadablePayloadException(name, "is no XML: " + Text.excerpt(body, first));
        }
        return open(name, new ByteArrayInputStream(body, first, body.length - first));
    }

    /** The same from a stream, which stays open. */
    static XmlBody open(String name, InputStream stream) {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new XmlBody(name, factory.createXMLStreamReader(stream));
        } catch (XMLStreamException e) {
            throw notXml(name, e);
        }
    }

    /** Steps to the next element that opens, anywhere below; null at the end of the document. */
    public @Nullable String nextElement() {
        try {
            while (xml.hasNext()) {
                switch (Events.next(xml)) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (depth > DEEPEST) {
                            throw unreadable("is nested deeper than " + DEEPEST + " levels");
                        }
                        return xml.getLocalName();
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.DTD -> throw unreadable("has a document type, which is not read");
                    default -> {}
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw notXml(name, e);
        }
    }

    /** How deep the element one stands on is; the root is 1. */
    public int depth() {
        return depth;
    }

    /** An attribute of the element one stands on, by its local name. */
    public @Nullable String attribute(String attributeName) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(attributeName)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of the element one stands on, which holds nothing else; steps to its end. */
    public String text() {
        try {
            String text = xml.getElementText();
            depth--;
            return text.strip();
        } catch (XMLStreamException e) {
            throw notXml(name, e);
        }
    }

    public UnreadablePayloadException unreadable(String reason) {
        return new UnreadablePayloadException(name, reason);
    }

    private static UnreadablePayloadException notXml(String name, XMLStreamException e) {
        return new UnreadablePayloadException(
                name, "is no whole XML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
    }
}
