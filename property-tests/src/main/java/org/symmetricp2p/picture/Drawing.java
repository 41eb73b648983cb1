package org.symmetricp2p.picture;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * A picture that is drawn by Java's own means, such as a chart, as a file of pixels or of lines.
 *
 * @param width in pixels
 * @param height in pixels
 * @param painter draws it
 */
public record Drawing(int width, int height, Consumer<Graphics2D> painter) {

    /** @throws IOException if it can't be written */
    public void writePng(Path file) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        painter.accept(graphics);
        graphics.dispose();
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }

    /** @throws IOException if it can't be written */
    public void writeSvg(Path file) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        painter.accept(graphics);
        Document document = Processors.get("svg").getDocument(graphics.getCommands(), new PageSize(width, height));
        try (OutputStream out = Files.newOutputStream(file)) {
            document.writeTo(out);
        }
    }
}
