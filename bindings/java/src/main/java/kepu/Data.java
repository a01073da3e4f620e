package kepu;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Figures of indicators from tables: what was measured, baselines, targets, denominators. docs/indicators.md says which columns
 * a table has and how it may be written.
 *
 * <p>One thread at a time may add to a set, while nobody reads it; who comes in between gets an {@link IllegalStateException}.
 * Many may judge plans by it at once.
 */
public final class Data extends Changing implements Iterable<Datum> {
    /** A set without any figures, for any plans: names and units of indicators are not looked at. */
    public Data() {
        this(Call.outputs(Library.raw(), 1, outputs -> Library.raw().kepu_data_new(0, outputs))[0]);
    }

    /**
     * A set without any figures, for one plan: names and units of its indicators are looked at when a row is read.
     *
     * @param plan the plan
     */
    public Data(Plan plan) {
        this(plan.<Long>use((raw, address) -> Call.outputs(raw, 1, outputs -> raw.kepu_data_new(address, outputs))[0]));
    }

    private Data(long address) {
        super(address, Raw::kepu_data_free);
    }

    @Override
    String what() {
        return "set of figures";
    }

    /**
     * Adds the rows of a CSV file: UTF-8, or GB18030 as spreadsheets in China save it.
     *
     * @param path the file
     * @return the rows that were refused, each with its line, its column and the reason
     * @throws KepuException where the file cannot be read or is no such table
     */
    public Findings addCsv(Path path) {
        byte[] name = Text.path(path);
        return added((raw, data, outputs) -> raw.kepu_data_add_csv_file(data, name, outputs));
    }

    /**
     * Adds the rows of a CSV file by its bytes.
     *
     * @param bytes the bytes
     * @return the rows that were refused
     * @throws KepuException where they are no such table
     */
    public Findings addCsv(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return added((raw, data, outputs) -> raw.kepu_data_add_csv(data, bytes, outputs));
    }

    /**
     * Adds the rows of a CSV table by its text.
     *
     * @param table the table itself, not the name of a file
     * @return the rows that were refused
     * @throws KepuException where it is no such table
     */
    public Findings addCsv(String table) {
        return addCsv(Text.utf8(Objects.requireNonNull(table, "table")));
    }

    /**
     * How many rows were taken.
     *
     * @return the count
     */
    public long count() {
        return together(Raw::kepu_data_count);
    }

    /**
     * The rows that were taken so far, in the order in which they were added.
     *
     * @return the rows; each is a copy, which stays when this is closed
     */
    public List<Datum> rows() {
        return new Items<>(count(), index -> together((raw, data) -> new Datum(raw, data, index)));
    }

    @Override
    public Iterator<Datum> iterator() {
        return rows().iterator();
    }

    @Override
    public String toString() {
        return isClosed() ? "Data, closed" : "Data, " + count() + " rows";
    }
}
