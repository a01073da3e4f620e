package kepu;

import java.time.LocalDate;
import java.util.Objects;

/** The days that a date stands for: all of 2023-Q2, say. */
public final class DateRange {
    private final Precision precision;
    private final LocalDate first;
    private final LocalDate last;

    private DateRange(long[] numbers) {
        precision = Precision.of((int) numbers[0]);
        first = day(numbers[1]);
        last = day(numbers[2]);
    }

    private static LocalDate day(long number) {
        return LocalDate.of((int) (number / 10000), (int) (number / 100 % 100), (int) (number % 100));
    }

    /**
     * Takes apart 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-T1 (the first ten days) or 2023-06-30.
     *
     * @param text the date
     * @return the days it stands for
     * @throws KepuException where it is no date
     */
    public static DateRange parse(String text) {
        byte[] bytes = Text.utf8(Objects.requireNonNull(text, "text"));
        Raw raw = Library.raw();
        return new DateRange(Call.outputs(raw, 3, outputs -> raw.kepu_date_parse(bytes, outputs)));
    }

    /**
     * How precise the date is.
     *
     * @return the precision
     */
    public Precision precision() {
        return precision;
    }

    /**
     * Its first day.
     *
     * @return the day
     */
    public LocalDate first() {
        return first;
    }

    /**
     * Its last day.
     *
     * @return the day
     */
    public LocalDate last() {
        return last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DateRange && ((DateRange) other).precision == precision && ((DateRange) other).first.equals(first)
                && ((DateRange) other).last.equals(last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(precision, first, last);
    }

    @Override
    public String toString() {
        return first + " to " + last;
    }
}
