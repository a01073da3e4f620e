package kepu;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Limits of loading, where others than the defaults are wanted. */
public final class LoadOptions {
    private final Map<Limit, Long> limits = new EnumMap<>(Limit.class);

    /** Options with the defaults. */
    public LoadOptions() {
    }

    /**
     * Sets a limit.
     *
     * @param limit which
     * @param value from 1; for levels and depth at most their default
     * @return these options
     */
    public LoadOptions limit(Limit limit, long value) {
        limits.put(Objects.requireNonNull(limit, "limit"), value);
        return this;
    }

    /** The library's object for them, to be freed; 0 for the defaults. */
    static long made(Raw raw, LoadOptions options) {
        if (options == null || options.limits.isEmpty()) {
            return 0;
        }
        long made = Call.outputs(raw, 1, raw::kepu_load_options_new)[0];
        try {
            options.limits.forEach((limit, value) ->
                    Call.run(raw, outputs -> raw.kepu_load_options_set_limit(made, limit.number(), value, outputs)));
            return made;
        } catch (Throwable failure) {
            raw.kepu_load_options_free(made);
            throw failure;
        }
    }
}
