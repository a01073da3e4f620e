package kepu;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Units and figures for a scheme. docs/scoring.md says which columns the tables have, how figures may be written, and why a row is
 * refused; in which order rows come never matters.
 *
 * <p>One thread at a time may add, while nobody reads; who comes in between gets an {@link IllegalStateException}. When a score was
 * made of them, nothing can be added any more.
 */
public final class Inputs extends Changing {
    private final Scheme scheme;

    /**
     * A set without units and figures.
     *
     * @param scheme the scheme that is to score them
     */
    public Inputs(Scheme scheme) {
        super(scheme.<Long>use((raw, address) -> Call.outputs(raw, 1, outputs -> raw.kepu_inputs_new(address, outputs))[0]),
                Raw::kepu_inputs_free);
        this.scheme = scheme;
    }

    @Override
    String what() {
        return "set of units and figures";
    }

    /**
     * The scheme that is to score them.
     *
     * @return the scheme
     */
    public Scheme scheme() {
        return scheme;
    }

    /**
     * Adds a unit.
     *
     * @param id its id
     * @param name its name; null: the id
     * @param kind its kind, like 县; null: none
     * @param group id or name of its group; null: the one that its kind belongs to, or none
     */
    public void addUnit(String id, String name, String kind, String group) {
        byte[] known = Text.utf8(Objects.requireNonNull(id, "id"));
        byte[] named = Text.utf8(name);
        byte[] of = Text.utf8(kind);
        byte[] in = Text.utf8(group);
        alone((raw, inputs) -> Call.outputs(raw, 0, outputs -> raw.kepu_inputs_add_unit(inputs, known, named, of, in, outputs)));
    }

    /**
     * Adds the units of a CSV file.
     *
     * @param path the file
     * @return the rows that were refused, each with its line, its column and the reason
     * @throws KepuException where the file cannot be read or is no such table
     */
    public Findings addUnitsCsv(Path path) {
        byte[] name = Text.path(path);
        return added((raw, inputs, outputs) -> raw.kepu_inputs_add_units_csv_file(inputs, name, outputs));
    }

    /**
     * Adds the units of a CSV file by its bytes.
     *
     * @param bytes the bytes
     * @return the rows that were refused
     * @throws KepuException where they are no such table
     */
    public Findings addUnitsCsv(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return added((raw, inputs, outputs) -> raw.kepu_inputs_add_units_csv(inputs, bytes, outputs));
    }

    /**
     * Adds the units of a CSV table by its text.
     *
     * @param table the table itself, not the name of a file
     * @return the rows that were refused
     * @throws KepuException where it is no such table
     */
    public Findings addUnitsCsv(String table) {
        return addUnitsCsv(Text.utf8(Objects.requireNonNull(table, "table")));
    }

    /**
     * Adds one figure.
     *
     * @param row its cells by the names of their columns in English or Chinese, like unit, criterion, value; a null is an empty cell
     * @return why it was refused, empty where it was taken
     * @throws KepuException where there is no such column; nothing of the row is kept then
     */
    public Findings add(Map<String, String> row) {
        return added((raw, inputs, outputs) -> {
            for (Map.Entry<String, String> cell : row.entrySet()) {
                try {
                    set(raw, inputs, cell.getKey(), cell.getValue());
                } catch (RuntimeException failure) {
                    clear(raw, inputs, row, cell.getKey());
                    throw failure;
                }
            }
            return raw.kepu_inputs_add(inputs, outputs);
        });
    }

    private static void set(Raw raw, long inputs, String column, String value) {
        byte[] named = Text.utf8(Objects.requireNonNull(column, "column"));
        byte[] text = Text.utf8(value);
        Call.run(raw, outputs -> raw.kepu_inputs_set(inputs, named, text, outputs));
    }

    /** Empties the cells before one, so that nothing of them gets into the next row. */
    private static void clear(Raw raw, long inputs, Map<String, String> row, String until) {
        for (String column : row.keySet()) {
            if (Objects.equals(column, until)) {
                return;
            }
            set(raw, inputs, column, null);
        }
    }

    /**
     * Adds the figures of a CSV file, whose units are there.
     *
     * @param path the file
     * @return the rows that were refused, each with its line, its column and the reason
     * @throws KepuException where the file cannot be read or is no such table
     */
    public Findings addCsv(Path path) {
        byte[] name = Text.path(path);
        return added((raw, inputs, outputs) -> raw.kepu_inputs_add_csv_file(inputs, name, outputs));
    }

    /**
     * Adds the figures of a CSV file by its bytes.
     *
     * @param bytes the bytes
     * @return the rows that were refused
     * @throws KepuException where they are no such table
     */
    public Findings addCsv(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return added((raw, inputs, outputs) -> raw.kepu_inputs_add_csv(inputs, bytes, outputs));
    }

    /**
     * Adds the figures of a CSV table by its text.
     *
     * @param table the table itself, not the name of a file
     * @return the rows that were refused
     * @throws KepuException where it is no such table
     */
    public Findings addCsv(String table) {
        return addCsv(Text.utf8(Objects.requireNonNull(table, "table")));
    }

    /**
     * Adds what the indicators of a plan came to, for each criterion that names one of them.
     *
     * @param progress the judged indicators
     * @param unit id or name of the unit whose they are; null: each row is of the unit that its region has the id or name of
     * @return the figures that were refused
     */
    public Findings add(Progress progress, String unit) {
        byte[] named = Text.utf8(unit);
        return progress.use((same, address) ->
                added((raw, inputs, outputs) -> raw.kepu_inputs_add_progress(inputs, named, address, outputs)));
    }

    /**
     * Adds the totals of a roll-up, for each criterion that takes actual values of one of its indicators and each unit that is
     * one of its regions.
     *
     * @param rollup the roll-up
     * @param period the period whose totals they are; null: of each indicator the last one it has
     * @return the figures that were refused
     */
    public Findings add(Rollup rollup, String period) {
        byte[] named = Text.utf8(period);
        return rollup.together((same, address) ->
                added((raw, inputs, outputs) -> raw.kepu_inputs_add_rollup(inputs, address, named, outputs)));
    }

    /**
     * Scores all units at the last stage. Nothing can be added afterwards.
     *
     * @return the score
     */
    public Score score() {
        return score(null);
    }

    /**
     * Scores all units at a stage.
     *
     * @param stage id or name of the stage; null: the last
     * @return the score
     */
    public Score score(String stage) {
        byte[] named = Text.utf8(stage);
        return alone((raw, inputs) -> Score.of(raw, scheme, outputs -> raw.kepu_score_new(inputs, named, outputs)));
    }

    /**
     * How many units there are.
     *
     * @return the count
     */
    public long unitCount() {
        return together(Raw::kepu_inputs_unit_count);
    }

    /**
     * How many figures were taken.
     *
     * @return the count
     */
    public long count() {
        return together(Raw::kepu_inputs_count);
    }

    @Override
    public String toString() {
        return isClosed() ? "Inputs, closed" : "Inputs, " + unitCount() + " units, " + count() + " figures";
    }
}
