/**
 * Plans for science literacy (全民科学素质行动规划纲要 实施方案): from the notice as a government publishes it to a plan that software can
 * work with.
 *
 * <p>{@link kepu.Notice} reads a notice; {@link kepu.Plan} loads a plan file, and has nodes, units, assignments, indicators and
 * the timetable; {@link kepu.Matrix} says who answers for what; {@link kepu.Builder} makes and changes plans. What may be
 * missing is an {@link java.util.Optional}, numbers are exact, lists can be streamed, and what fails is a
 * {@link kepu.KepuException} with code, line and column. Text of any script comes through unchanged, also beyond U+FFFF.
 *
 * <p>The work is done by the native library libkepu, which the jar carries; it is unpacked and loaded when it is first needed,
 * or a {@link kepu.LibraryError} says why not.
 *
 * @since 0.1.0
 */
package kepu;
