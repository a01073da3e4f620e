package kepu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** What the tests share: sample notices, and the plan files of tests/vectors. */
final class Samples {
    static final Path SOURCE = Paths.get(System.getProperty("kepu.source", "../..")).toAbsolutePath().normalize();
    static final Path QINGHE = SOURCE.resolve("examples/data/qinghe-2022.txt");
    static final Path VECTORS = SOURCE.resolve("tests/vectors");

    private Samples() {
    }

    static Notice notice() {
        return Notice.read(QINGHE);
    }

    static Plan plan() {
        try (Notice notice = notice()) {
            return notice.plan();
        }
    }

    /** The vector that has every element of the file format. */
    static Plan full() {
        return Plan.load(VECTORS.resolve("good-full/plan.xml"));
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A vector's file; what is packed, damaged or large is made as its file "make" says, as by tests/vectors/vectors.h. */
    static byte[] vector(Path folder) {
        Path xml = folder.resolve("plan.xml");
        byte[] plain = bytes(Files.exists(xml) ? xml : folder.resolve("plan.json"));
        Path recipe = folder.resolve("make");
        if (!Files.exists(recipe)) {
            return plain;
        }
        List<String> words = Arrays.asList(text(bytes(recipe)).trim().split("\\s+"));
        int number = words.stream().filter(word -> word.matches("\\d+")).mapToInt(Integer::parseInt).findFirst().orElse(0);
        switch (words.get(0)) {
            case "gzip":
                return gzipped(plain, words, number);
            case "bomb":
                return bomb(number);
            case "deep":
                return joined(plain, repeated(utf8("<f:d xmlns:f=\"urn:f\">\n"), number));
            case "text":
                return joined(plain, utf8("<title>"), repeated(utf8("x"), number));
            case "far":
                return joined(plain, repeated(utf8("科"), number), new byte[] {(byte) 0xFF}, utf8("</text></node></nodes></plan>"));
            default:
                throw new IllegalArgumentException(recipe + ": " + words);
        }
    }

    private static byte[] gzipped(byte[] plain, List<String> words, int number) {
        if (words.contains("members")) {
            int half = plain.length / 2;
            return joined(packed(Arrays.copyOf(plain, half)), packed(Arrays.copyOfRange(plain, half, plain.length)));
        }
        byte[] data = packed(plain);
        if (words.contains("cut")) {
            data = Arrays.copyOf(data, data.length - number);
        }
        if (words.contains("flip")) {
            data[number] ^= 4;
        }
        return words.contains("append") ? joined(data, utf8("tail")) : data;
    }

    /** So many blanks, packed, without an end: after a full flush what is packed can be repeated. */
    private static byte[] bomb(int number) {
        Deflater deflater = new Deflater(9, true);
        byte[] blanks = new byte[1_000_000];
        Arrays.fill(blanks, (byte) ' ');
        deflater.setInput(blanks);
        byte[] buffer = new byte[1_000_000];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        byte[] part = Arrays.copyOf(buffer, length);
        deflater.end();
        return joined(HEAD, repeated(part, number / 1_000_000));
    }

    private static final byte[] HEAD = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3};

    static byte[] packed(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] buffer = new byte[plain.length + 1000];
        int length = deflater.deflate(buffer);
        byte[] body = Arrays.copyOf(buffer, length);
        deflater.end();
        CRC32 sum = new CRC32();
        sum.update(plain);
        return joined(HEAD, body, little(sum.getValue()), little(plain.length));
    }

    private static byte[] little(long number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), (byte) (number >> 24)};
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part, 0, part.length);
        }
        return out.toByteArray();
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] out = new byte[part.length * times];
        for (int at = 0; at < out.length; at += part.length) {
            System.arraycopy(part, 0, out, at, part.length);
        }
        return out;
    }
}
