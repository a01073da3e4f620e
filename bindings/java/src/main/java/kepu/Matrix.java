package kepu;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who answers for what: rows are nodes, columns are units, cells hold roles. A matrix never changes and may be read by any
 * number of threads.
 *
 * <p>It holds its plan, which may be closed before it. The nodes and units it gives are those of {@link #plan()}.
 */
public final class Matrix extends OnPlan {
    Matrix(long address, Plan plan) {
        super(address, Raw::kepu_matrix_free, plan, Raw::kepu_matrix_plan);
    }

    @Override
    String what() {
        return "matrix";
    }

    /**
     * Whether nodes inherit from the sections they stand in.
     *
     * @return true where they do
     */
    public boolean isInherited() {
        return (number(Raw::kepu_matrix_flags) & Raw.MATRIX_INHERITED) != 0;
    }

    /**
     * A matrix of some rows and columns. Where units are given, only nodes on which one of them has a role keep their row.
     *
     * @param nodes nodes of its plan, each of which stands for itself and all below it; null: all
     * @param units units of its plan; null: all
     * @return the smaller matrix
     * @throws KepuException where a node or unit is of another plan
     */
    public Matrix select(Collection<Node> nodes, Collection<Unit> units) {
        Set<Plan> plans = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            long[] rows = addresses(Node.class, nodes, plans);
            long[] columns = addresses(Unit.class, units, plans);
            return new Matrix(use((raw, matrix) ->
                    Call.outputs(raw, 1, outputs -> raw.kepu_matrix_select(matrix, rows, columns, outputs))[0]), plan());
        } finally {
            plans.forEach(Plan::leave);
        }
    }

    /** Addresses, whose plans are entered. */
    private static long[] addresses(Class<? extends InPlan> type, Collection<?> parts, Set<Plan> plans) {
        if (parts == null) {
            return null;
        }
        long[] addresses = new long[parts.size()];
        int count = 0;
        for (Object each : parts) {
            InPlan part = type.cast(each); // a raw list may hold something else
            if (!plans.contains(part.plan())) {
                part.plan().enter();
                plans.add(part.plan());
            }
            addresses[count++] = part.address();
        }
        return addresses;
    }

    /**
     * The nodes of the rows.
     *
     * @return the nodes, in document order
     */
    public List<Node> rows() {
        return parts(Raw::kepu_matrix_row_count, Raw::kepu_matrix_row_node, Node::new);
    }

    /**
     * The units of the columns: those that have at least one assignment.
     *
     * @return the units, in the order of their first assignment
     */
    public List<Unit> columns() {
        return parts(Raw::kepu_matrix_column_count, Raw::kepu_matrix_column_unit, Unit::new);
    }

    private <T> List<T> parts(ToLong count, ToLongAt at, Made<T> made) {
        return new Items<>(number(count), index -> made.of(plan(), number(at, index)));
    }

    private interface Find {
        int of(Raw raw, long matrix, long part, long[] outputs);
    }

    private OptionalInt find(InPlan part, Find find) {
        part.plan().enter();
        try {
            long[] outputs = new long[1];
            long status = number((raw, matrix) -> find.of(raw, matrix, part.address(), outputs));
            return status != 0 ? OptionalInt.empty() : OptionalInt.of((int) outputs[0]);
        } finally {
            part.plan().leave();
        }
    }

    /**
     * Row of a node.
     *
     * @param node the node
     * @return the index, from 0, empty where it has none
     */
    public OptionalInt rowOf(Node node) {
        return find(node, Raw::kepu_matrix_find_row);
    }

    /**
     * Column of a unit.
     *
     * @param unit the unit
     * @return the index, from 0, empty where it has none
     */
    public OptionalInt columnOf(Unit unit) {
        return find(unit, Raw::kepu_matrix_find_column);
    }

    /**
     * Roles of a unit on a node.
     *
     * @param row the node's row
     * @param column the unit's column
     * @return the roles; none outside
     */
    public Set<Cell> cell(int row, int column) {
        return Cell.of((int) number((raw, matrix) -> raw.kepu_matrix_cell(matrix, row, column)));
    }

    /**
     * Roles of a unit on a node.
     *
     * @param node the node
     * @param unit the unit
     * @return the roles
     * @throws NoSuchElementException where the node has no row or the unit no column
     */
    public Set<Cell> cell(Node node, Unit unit) {
        int row = rowOf(node).orElseThrow(() -> new NoSuchElementException("this node is not in the matrix"));
        return cell(row, columnOf(unit).orElseThrow(() -> new NoSuchElementException("this unit is not in the matrix")));
    }

    /**
     * The cells of a row that hold a role: the units of a node.
     *
     * @param row the row
     * @return roles by column, columns rising; nothing outside
     */
    public Map<Integer, Set<Cell>> rowCells(int row) {
        return cells((raw, matrix) -> raw.kepu_matrix_row_cell_count(matrix, row),
                (raw, matrix, index, outputs) -> raw.kepu_matrix_row_cell(matrix, row, index, outputs));
    }

    /**
     * The cells of a column that hold a role: the nodes of a unit.
     *
     * @param column the column
     * @return roles by row, rows rising; nothing outside
     */
    public Map<Integer, Set<Cell>> columnCells(int column) {
        return cells((raw, matrix) -> raw.kepu_matrix_column_cell_count(matrix, column),
                (raw, matrix, index, outputs) -> raw.kepu_matrix_column_cell(matrix, column, index, outputs));
    }

    private Map<Integer, Set<Cell>> cells(ToLong count, Find at) {
        return use((raw, matrix) -> {
            Map<Integer, Set<Cell>> cells = new LinkedHashMap<>();
            long[] outputs = new long[2];
            long number = count.of(raw, matrix);
            for (long index = 0; index < number; index++) {
                at.of(raw, matrix, index, outputs);
                cells.put((int) outputs[0], Cell.of((int) outputs[1]));
            }
            return cells;
        });
    }

    /**
     * How many cells have any of some roles.
     *
     * @param roles the roles, like {@link Cell#OWN}
     * @return the count
     */
    public long tally(Set<Cell> roles) {
        int bits = Cell.bits(roles);
        return number((raw, matrix) -> raw.kepu_matrix_tally(matrix, bits));
    }

    /**
     * How many cells of a row have any of some roles.
     *
     * @param row the row
     * @param roles the roles
     * @return the count; 0 outside
     */
    public long rowTally(int row, Set<Cell> roles) {
        int bits = Cell.bits(roles);
        return number((raw, matrix) -> raw.kepu_matrix_row_tally(matrix, row, bits));
    }

    /**
     * How many cells of a column have any of some roles.
     *
     * @param column the column
     * @param roles the roles
     * @return the count; 0 outside
     */
    public long columnTally(int column, Set<Cell> roles) {
        int bits = Cell.bits(roles);
        return number((raw, matrix) -> raw.kepu_matrix_column_tally(matrix, column, bits));
    }

    /**
     * All assignments row by row: a node's own in the order of the notice, then those it inherits.
     *
     * @return the entries
     */
    public List<Entry> entries() {
        return new Items<>(number(Raw::kepu_matrix_entry_count), this::entry);
    }

    private Entry entry(long index) {
        Plan plan = plan();
        return use((raw, matrix) -> {
            long[] outputs = new long[3];
            raw.kepu_matrix_entry(matrix, index, outputs);
            return new Entry(outputs, new Assignment(plan, raw.kepu_matrix_entry_assignment(matrix, index)));
        });
    }

    /**
     * The entries of a row.
     *
     * @param row the row
     * @return the entries; none outside
     */
    public List<Entry> rowEntries(int row) {
        long[] first = new long[1];
        long count = number((raw, matrix) -> raw.kepu_matrix_row_entries(matrix, row, first));
        return new Items<>(count, index -> entry(first[0] + index));
    }

    /**
     * Units of the plan that no assignment names. They have no column.
     *
     * @return the units
     */
    public List<Unit> idleUnits() {
        return parts(Raw::kepu_matrix_idle_unit_count, Raw::kepu_matrix_idle_unit_at, Unit::new);
    }

    /**
     * Tasks without a lead of their own or of a section they stand in. A task is a node of kind task, action or project with
     * no node of these kinds below it.
     *
     * @return the nodes, in document order
     */
    public List<Node> leaderless() {
        return parts(Raw::kepu_matrix_leaderless_count, Raw::kepu_matrix_leaderless_at, Node::new);
    }

    /**
     * Tasks without any unit, which are among {@link #leaderless()}.
     *
     * @return the nodes, in document order
     */
    public List<Node> unassigned() {
        return parts(Raw::kepu_matrix_unassigned_count, Raw::kepu_matrix_unassigned_at, Node::new);
    }

    /**
     * The matrix as a table: a head line, then one row an assignment.
     *
     * @param bom whether it begins with a byte order mark, as spreadsheets in China want it
     * @return the table as CSV, in UTF-8
     */
    public byte[] toCsv(boolean bom) {
        return use((raw, matrix) ->
                Call.buffer(raw, outputs -> raw.kepu_matrix_to_csv(matrix, bom ? 1 : 0, outputs)));
    }

    @Override
    public String toString() {
        return isClosed() ? "Matrix, closed" : "Matrix " + rows().size() + " x " + columns().size();
    }
}
