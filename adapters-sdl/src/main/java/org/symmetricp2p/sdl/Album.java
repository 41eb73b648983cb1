package org.symmetricp2p.sdl;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Pictures of all windows at a moment, to be written as PNG files: each alone, and all side by side.
 *
 * @param name what the files' names begin with
 * @param what what they show, in a line
 * @param pictures one for each window, all of the same size
 */
public record Album(String name, String what, List<BufferedImage> pictures) {

    private static final int GAP = 8;
    private static final int BACKGROUND = 0xd8d8d8;

    public Album {
        pictures = List.copyOf(pictures);
    }

    /**
     * Writes {@code NAME-0.png} and so on, and {@code NAME.png} with all of them.
     *
     * @param directory is made if it isn't there
     * @throws IOException if a file can't be written
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < pictures.size(); i++) {
            write(directory.resolve(name + "-" + i + ".png"), pictures.get(i));
        }
        write(directory.resolve(name + ".png"), sideBySide());
    }

    /** Through a stream of ours: the library doesn't say why it can't open a file. */
    private static void write(Path file, BufferedImage image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }

    private BufferedImage sideBySide() {
        int width = pictures.get(0).getWidth() + GAP;
        int height = pictures.get(0).getHeight() + GAP;
        int columns = (int) Math.ceil(Math.sqrt(pictures.size()));
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage all = new BufferedImage(columns * width + GAP, rows * height + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < all.getHeight(); y++) {
            for (int x = 0; x < all.getWidth(); x++) {
                all.setRGB(x, y, BACKGROUND);
            }
        }
        for (int i = 0; i < pictures.size(); i++) {
            int x = GAP + i % columns * width;
            int y = GAP + i / columns * height;
            all.getRaster().setRect(x, y, pictures.get(i).getRaster());
        }
        return all;
    }
}
