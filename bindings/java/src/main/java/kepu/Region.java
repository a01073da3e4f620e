package kepu;

import java.util.Optional;

/** The region a plan is for. */
public final class Region {
    private final String name;
    private final Level level;
    private final String levelToken;
    private final String code;
    private final String scheme;
    private final String year;

    Region(Raw raw, long plan) {
        name = Text.string(raw.kepu_plan_region_name(plan));
        level = Level.of(raw.kepu_plan_region_level(plan));
        levelToken = Text.string(raw.kepu_plan_region_level_token(plan));
        code = Text.string(raw.kepu_plan_region_code(plan));
        scheme = Text.string(raw.kepu_plan_region_scheme(plan));
        year = Text.string(raw.kepu_plan_region_year(plan));
    }

    /**
     * Its name.
     *
     * @return the name, empty where none is given
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Its level.
     *
     * @return the level; {@link Level#UNKNOWN} for none, or one that this version does not know
     */
    public Level level() {
        return level;
    }

    /**
     * The same as it stands in the file, also where this version does not know it.
     *
     * @return the token, empty where there is none
     */
    public Optional<String> levelToken() {
        return Optional.ofNullable(levelToken);
    }

    /**
     * Its code.
     *
     * @return 9 or 12 digits, empty where none is given
     */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /**
     * What the code is one of, like GB/T 2260.
     *
     * @return the scheme, empty where none is given
     */
    public Optional<String> scheme() {
        return Optional.ofNullable(scheme);
    }

    /**
     * Of which year the code is.
     *
     * @return the year, empty where none is given
     */
    public Optional<String> year() {
        return Optional.ofNullable(year);
    }

    @Override
    public String toString() {
        return name == null ? "" : name;
    }
}
