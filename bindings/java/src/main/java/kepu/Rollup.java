package kepu;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Adds figures of many plans and tables up a tree of regions, file by file: of each it keeps no more than the figures, so that
 * thousands take the memory of one. What is refused comes back as findings. docs/indicators.md has every rule and formula.
 *
 * <p>One thread at a time may add, while nobody reads; who comes in between gets an {@link IllegalStateException}.
 */
public final class Rollup extends Changing {
    private final Regions regions;

    /**
     * A roll-up by the rules that the plans say.
     *
     * @param regions the tree
     */
    public Rollup(Regions regions) {
        this(regions, RollupRule.UNKNOWN);
    }

    /**
     * A roll-up by one rule for all indicators.
     *
     * @param regions the tree
     * @param rule the rule; {@link RollupRule#UNKNOWN}: of each indicator its own
     */
    public Rollup(Regions regions, RollupRule rule) {
        super(made(regions, rule.number()), Raw::kepu_rollup_free);
        this.regions = regions;
    }

    private static long made(Regions regions, int rule) {
        return regions.<Long>use((raw, address) -> Call.outputs(raw, 1, outputs -> raw.kepu_rollup_new(address, rule, outputs))[0]);
    }

    @Override
    String what() {
        return "roll-up";
    }

    /**
     * Adds the observations of a plan.
     *
     * @param plan the plan
     * @return the figures that were refused
     */
    public Findings add(Plan plan) {
        return plan.use((same, address) -> added((raw, rollup, outputs) -> raw.kepu_rollup_add_plan(rollup, address, outputs)));
    }

    /**
     * Adds the observations, numerators and denominators of a set of figures.
     *
     * @param data the figures
     * @return the figures that were refused
     */
    public Findings add(Data data) {
        return data.together((same, address) -> added((raw, rollup, outputs) -> raw.kepu_rollup_add_data(rollup, address, outputs)));
    }

    /**
     * Adds a plan file (XML or JSON, packed or not) or a CSV table; its content says which. After a failure nothing of the file is
     * added, unless memory is out.
     *
     * @param path the file
     * @return the rows and figures that were refused
     * @throws KepuException where the file cannot be read or is neither
     */
    public Findings add(Path path) {
        return add(path, null);
    }

    /**
     * The same within limits.
     *
     * @param path the file
     * @param options limits; null: the defaults
     * @return the rows and figures that were refused
     * @throws KepuException where the file cannot be read or is neither
     */
    public Findings add(Path path, LoadOptions options) {
        byte[] name = Text.path(path);
        return add(options, (raw, rollup, limits, outputs) -> raw.kepu_rollup_add_file(rollup, name, limits, outputs));
    }

    /**
     * Adds the content of a file, as {@link #add(Path)} does.
     *
     * @param bytes the content
     * @param name its name for messages; null: none
     * @return the rows and figures that were refused
     * @throws KepuException where it is neither
     */
    public Findings add(byte[] bytes, String name) {
        return add(bytes, name, null);
    }

    /**
     * The same within limits.
     *
     * @param bytes the content
     * @param name its name for messages; null: none
     * @param options limits; null: the defaults
     * @return the rows and figures that were refused
     * @throws KepuException where it is neither
     */
    public Findings add(byte[] bytes, String name, LoadOptions options) {
        Objects.requireNonNull(bytes, "bytes");
        byte[] known = Text.terminated(name, "name");
        return add(options, (raw, rollup, limits, outputs) -> raw.kepu_rollup_add_bytes(rollup, bytes, known, limits, outputs));
    }

    private interface Limited {
        int of(Raw raw, long rollup, long limits, long[] outputs);
    }

    private Findings add(LoadOptions options, Limited adding) {
        Raw library = Library.raw();
        long limits = LoadOptions.made(library, options);
        try {
            return added((raw, rollup, outputs) -> adding.of(raw, rollup, limits, outputs));
        } finally {
            library.kepu_load_options_free(limits);
        }
    }

    /**
     * The tree that is added up.
     *
     * @return the tree
     */
    public Regions regions() {
        return regions;
    }

    /**
     * The indicators that were mentioned so far.
     *
     * @return the indicators, in the order of first mention
     */
    public List<Rolled> indicators() {
        return new Items<>(together(Raw::kepu_rollup_indicator_count), index -> new Rolled(this, index));
    }

    /**
     * The indicator with a name.
     *
     * @param name the name
     * @return the indicator, empty where nothing mentioned it
     */
    public Optional<Rolled> find(String name) {
        byte[] wanted = Text.utf8(Objects.requireNonNull(name, "name"));
        long[] outputs = new long[1];
        int status = together((raw, rollup) -> raw.kepu_rollup_find_indicator(rollup, wanted, outputs));
        return status != 0 ? Optional.empty() : Optional.of(new Rolled(this, (int) outputs[0]));
    }

    /**
     * Totals as a CSV table, in UTF-8.
     *
     * @param indicator name of the only indicator; null: all
     * @param level only regions of this level (county) or depth (1); null: all
     * @param bom whether it begins with a byte order mark, for spreadsheets
     * @return the table
     * @throws KepuException where nothing mentioned the indicator, the level is neither, or a sum does not fit
     */
    public byte[] toCsv(String indicator, String level, boolean bom) {
        byte[] name = Text.utf8(indicator);
        byte[] on = Text.utf8(level);
        return together((raw, rollup) -> Call.buffer(raw, outputs -> raw.kepu_rollup_to_csv(rollup, name, on, bom ? 1 : 0, outputs)));
    }

    /**
     * Totals as JSON, in UTF-8, with the codes of the regions that are missing.
     *
     * @param indicator name of the only indicator; null: all
     * @param level only regions of this level (county) or depth (1); null: all
     * @return the text
     * @throws KepuException where nothing mentioned the indicator, the level is neither, or a sum does not fit
     */
    public byte[] toJson(String indicator, String level) {
        byte[] name = Text.utf8(indicator);
        byte[] on = Text.utf8(level);
        return together((raw, rollup) -> Call.buffer(raw, outputs -> raw.kepu_rollup_to_json(rollup, name, on, outputs)));
    }

    @Override
    public String toString() {
        return isClosed() ? "Rollup, closed" : "Rollup, " + indicators().size();
    }
}
