package kepu;

import java.util.Optional;
import java.util.OptionalLong;

/** One thing to look at again: what it is, how grave, and where. It stands for itself and needs nothing to stay open. */
public final class Finding {
    private final int severity;
    private final int number;
    private final String name;
    private final String english;
    private final String chinese;
    private final String subject;
    private final long line;
    private final long column;
    private final Span span;

    Finding(Raw raw, long findings, int index) {
        severity = raw.kepu_findings_severity(findings, index);
        number = raw.kepu_findings_code(findings, index);
        name = Text.string(raw.kepu_finding_name(number));
        english = Text.string(raw.kepu_findings_message(findings, index, Language.EN.number()));
        chinese = Text.string(raw.kepu_findings_message(findings, index, Language.ZH.number()));
        subject = Text.string(raw.kepu_findings_subject(findings, index));
        line = raw.kepu_findings_line(findings, index);
        column = raw.kepu_findings_column(findings, index);
        long[] outputs = new long[3];
        span = raw.kepu_findings_span(findings, index, outputs) == 0 ? new Span(outputs) : null;
    }

    /**
     * How grave it is.
     *
     * @return note, warning or error
     */
    public Severity severity() {
        return Severity.of(severity);
    }

    /**
     * What kind of finding; codes never change their meaning.
     *
     * @return the code; {@link FindingCode#UNKNOWN} for a number that this version does not know
     */
    public FindingCode code() {
        return FindingCode.of(number);
    }

    /**
     * Number of the code.
     *
     * @return the number
     */
    public int number() {
        return number;
    }

    /**
     * Name of the code, like {@code task-without-lead}.
     *
     * @return the name
     */
    public String name() {
        return name == null ? String.valueOf(number) : name;
    }

    /**
     * What was found.
     *
     * @param language the language
     * @return one line without a closing stop
     */
    public String message(Language language) {
        String message = language == Language.ZH ? chinese : english;
        return message == null ? name() : message;
    }

    /**
     * Id of the plan's part that it is about.
     *
     * @return the id, empty where it is about none
     */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /**
     * Line of the notice that was imported, or of the plan file that was loaded.
     *
     * @return the line, from 1, empty where it has none
     */
    public OptionalLong line() {
        return Closing.place(line);
    }

    /**
     * Column in that line, in characters (code points).
     *
     * @return the column, from 1, empty where it has none
     */
    public OptionalLong column() {
        return Closing.place(column);
    }

    /**
     * Its place in the plan's source text.
     *
     * @return the span, empty where it has none
     */
    public Optional<Span> span() {
        return Optional.ofNullable(span);
    }

    @Override
    public String toString() {
        return (line > 0 ? line + ": " : "") + message(Language.EN);
    }
}
