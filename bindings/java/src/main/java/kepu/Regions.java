package kepu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Regions as a tree: which lies under which, their codes and levels, how many people live there. They stand in the order of the
 * tree, each before those below it.
 *
 * <p>Regions never change and may be read by any number of threads. docs/indicators.md has the columns of the table and says
 * which rows are refused.
 */
public final class Regions extends Closing implements Iterable<TreeRegion> {
    private final Findings findings;

    private Regions(long address, Findings findings) {
        super(address, Raw::kepu_regions_free);
        this.findings = findings;
    }

    /**
     * Reads the tree from a CSV file: UTF-8, or GB18030 as spreadsheets in China save it.
     *
     * @param path the file
     * @return the regions
     * @throws KepuException where the file cannot be read or is no such table
     */
    public static Regions fromCsv(Path path) {
        byte[] name = Text.path(path);
        return read(raw -> outputs -> raw.kepu_regions_from_csv_file(name, outputs));
    }

    /**
     * Reads the tree from the bytes of a CSV file.
     *
     * @param bytes the bytes
     * @return the regions
     * @throws KepuException where they are no such table
     */
    public static Regions fromCsv(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return read(raw -> outputs -> raw.kepu_regions_from_csv(bytes, outputs));
    }

    /**
     * Reads the tree from the text of a CSV table.
     *
     * @param table the table itself, not the name of a file
     * @return the regions
     * @throws KepuException where it is no such table
     */
    public static Regions fromCsv(String table) {
        return fromCsv(Text.utf8(Objects.requireNonNull(table, "table")));
    }

    private interface Reading {
        Call.Fallible with(Raw raw);
    }

    private static Regions read(Reading reading) {
        Raw raw = Library.raw();
        long[] outputs = Call.outputs(raw, 2, reading.with(raw));
        Findings findings;
        try {
            findings = Findings.take(raw, outputs[1]);
        } catch (Throwable failure) {
            raw.kepu_regions_free(outputs[0]);
            throw failure;
        }
        return new Regions(outputs[0], findings);
    }

    @Override
    String what() {
        return "tree of regions";
    }

    /**
     * The rows that were refused, each with its line, its column and the reason.
     *
     * @return the findings, which stay when this is closed
     */
    public Findings findings() {
        return findings;
    }

    /**
     * All regions.
     *
     * @return the regions, in the order of the tree
     */
    public List<TreeRegion> all() {
        return new Items<>(number(Raw::kepu_regions_count), this::at);
    }

    @Override
    public Iterator<TreeRegion> iterator() {
        return all().iterator();
    }

    /**
     * The regions that lie under none.
     *
     * @return the regions, in the order of their rows
     */
    public List<TreeRegion> roots() {
        return children(0, number(Raw::kepu_regions_count));
    }

    /**
     * The region with a code, or else the only one with a name.
     *
     * @param text the code or name
     * @return the region, empty where there is none, or several have the name
     */
    public Optional<TreeRegion> find(String text) {
        byte[] wanted = Text.utf8(Objects.requireNonNull(text, "text"));
        return place((raw, regions, outputs) -> raw.kepu_regions_find(regions, wanted, outputs));
    }

    /**
     * The years that the table has a column of populations for.
     *
     * @return the years, in the order of the columns
     */
    public List<Integer> populationYears() {
        return LongStream.range(0, number(Raw::kepu_regions_population_year_count))
                .mapToObj(index -> (int) number(Raw::kepu_regions_population_year, index)).collect(Collectors.toList());
    }

    /** A reader of one number that may be missing. */
    interface Maybe {
        int of(Raw raw, long regions, long[] outputs);
    }

    /** The number; null where it is missing. */
    Long maybe(Maybe reader) {
        long[] outputs = new long[1];
        return number((raw, regions) -> reader.of(raw, regions, outputs)) != 0 ? null : Long.valueOf(outputs[0]);
    }

    Optional<TreeRegion> place(Maybe reader) {
        return Optional.ofNullable(maybe(reader)).map(index -> at(index.intValue()));
    }

    TreeRegion at(int index) {
        return new TreeRegion(this, index);
    }

    /** From the first child to where what lies below the parent ends. */
    List<TreeRegion> children(int first, long end) {
        List<TreeRegion> children = new ArrayList<>();
        for (long index = first; index < end; index = Math.max(index + 1, number(Raw::kepu_regions_end, index))) {
            children.add(at((int) index));
        }
        return children;
    }

    @Override
    public String toString() {
        return isClosed() ? "Regions, closed" : "Regions, " + all().size();
    }
}
