package kepu;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/**
 * What a check, an import or a load found, in its order. The list is a copy: it cannot be changed, and it stays when the plan
 * is closed.
 */
public final class Findings extends AbstractList<Finding> implements RandomAccess {
    static final Findings NONE = new Findings(Collections.emptyList(), 0, 0, 0);

    private final List<Finding> found;
    private final long notes;
    private final long warnings;
    private final long errors;

    private Findings(List<Finding> found, long notes, long warnings, long errors) {
        this.found = found;
        this.notes = notes;
        this.warnings = warnings;
        this.errors = errors;
    }

    /** A copy of a list that another object owns. */
    static Findings copy(Raw raw, long findings) {
        int count = Math.toIntExact(raw.kepu_findings_count(findings));
        if (count == 0) {
            return NONE;
        }
        List<Finding> found = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            found.add(new Finding(raw, findings, index));
        }
        return new Findings(found, count(raw, findings, Severity.NOTE), count(raw, findings, Severity.WARNING),
                count(raw, findings, Severity.ERROR));
    }

    private static long count(Raw raw, long findings, Severity severity) {
        return raw.kepu_findings_count_severity(findings, severity.number());
    }

    /** A copy of a list that was handed out, which is released. */
    static Findings take(Raw raw, long findings) {
        try {
            return copy(raw, findings);
        } finally {
            raw.kepu_findings_free(findings);
        }
    }

    @Override
    public int size() {
        return found.size();
    }

    @Override
    public Finding get(int index) {
        return found.get(index);
    }

    /**
     * How many are of a severity.
     *
     * @param severity the severity
     * @return the count
     */
    public long count(Severity severity) {
        switch (severity) {
            case NOTE:
                return notes;
            case WARNING:
                return warnings;
            case ERROR:
                return errors;
            default:
                return found.size() - notes - warnings - errors;
        }
    }
}
