package kepu;

/** An entry of a {@link Matrix}: one assignment of one node, its own or inherited from a section above. */
public final class Entry {
    private final int row;
    private final int column;
    private final boolean inherited;
    private final Assignment assignment;

    Entry(long[] numbers, Assignment assignment) {
        row = (int) numbers[0];
        column = (int) numbers[1];
        inherited = numbers[2] != 0;
        this.assignment = assignment;
    }

    /**
     * The node's row.
     *
     * @return the index, from 0
     */
    public int row() {
        return row;
    }

    /**
     * The unit's column.
     *
     * @return the index, from 0
     */
    public int column() {
        return column;
    }

    /**
     * Whether a section above says so, not the node itself.
     *
     * @return true where it does
     */
    public boolean isInherited() {
        return inherited;
    }

    /**
     * The assignment, which has the role; of an inherited entry the section's, so that its node is not the row's.
     *
     * @return the assignment
     */
    public Assignment assignment() {
        return assignment;
    }

    @Override
    public String toString() {
        return row + "," + column + " " + assignment;
    }
}
