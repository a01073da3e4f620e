package kepu;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;

/**
 * The indicators of a plan on a day: a row for each indicator and region, in document order. A progress never changes and may be
 * read by any number of threads.
 *
 * <p>It holds its plan, which may be closed before it.
 */
public final class Progress extends OnPlan implements Iterable<ProgressRow> {
    private Progress(long address, Plan plan) {
        super(address, Raw::kepu_progress_free, plan, Raw::kepu_progress_plan);
    }

    /** Judges a plan; data and options may be null. */
    static Progress of(Plan plan, Data data, JudgeOptions options) {
        JudgeOptions how = options == null ? new JudgeOptions() : options;
        long made = plan.<Long>use((raw, address) -> data == null ? judged(raw, how.judging(raw, address, 0))
                : data.<Long>together((same, figures) -> judged(raw, how.judging(raw, address, figures))));
        return new Progress(made, plan);
    }

    private static long judged(Raw raw, Call.Fallible judging) {
        return Call.outputs(raw, 1, judging)[0];
    }

    @Override
    String what() {
        return "progress";
    }

    /**
     * The day that was judged for: a day after the plan's period is judged as its last.
     *
     * @return the day
     */
    public LocalDate date() {
        return LocalDate.parse(text(Raw::kepu_progress_date).orElse(""));
    }

    /**
     * All rows.
     *
     * @return the rows; each is a copy, which stays when this is closed
     */
    public List<ProgressRow> rows() {
        return new Items<>(number(Raw::kepu_progress_count), this::row);
    }

    private ProgressRow row(int index) {
        Plan plan = plan();
        return use((raw, progress) -> new ProgressRow(plan, raw, progress, index));
    }

    @Override
    public Iterator<ProgressRow> iterator() {
        return rows().iterator();
    }

    /**
     * All rows as a table.
     *
     * @param bom whether it begins with a byte order mark, as spreadsheets in China want it
     * @return the table as CSV, in UTF-8
     */
    public byte[] toCsv(boolean bom) {
        return use((raw, progress) -> Call.buffer(raw, outputs -> raw.kepu_progress_to_csv(progress, bom ? 1 : 0, outputs)));
    }

    /**
     * All rows as a JSON list of objects.
     *
     * @return the JSON, in UTF-8
     */
    public byte[] toJson() {
        return use((raw, progress) -> Call.buffer(raw, outputs -> raw.kepu_progress_to_json(progress, outputs)));
    }

    @Override
    public String toString() {
        return isClosed() ? "Progress, closed" : "Progress on " + date() + ", " + rows().size() + " rows";
    }
}
