package kepu;

import java.util.Objects;

/** How a plan is saved, where it is not by the file's name and without a condition. */
public final class SaveOptions {
    private Format format = Format.BY_NAME;
    private String expected;

    /** Options with the defaults. */
    public SaveOptions() {
    }

    /**
     * Chooses the format.
     *
     * @param format the format
     * @return these options
     */
    public SaveOptions format(Format format) {
        this.format = Objects.requireNonNull(format, "format");
        return this;
    }

    /**
     * Saves only where the old file still has this digest; anything else is a {@link ErrorCode#CONFLICT}.
     *
     * @param digest as {@link Kepu#digest(java.nio.file.Path)} gave it before the file was loaded; empty expects that there is
     * no file yet; null expects nothing
     * @return these options
     */
    public SaveOptions expected(String digest) {
        expected = digest;
        return this;
    }

    /** The library's object for them, to be freed; 0 for the defaults. */
    static long made(Raw raw, SaveOptions options) {
        if (options == null) {
            return 0;
        }
        byte[] expected = Text.terminated(options.expected, "digest");
        long made = Call.outputs(raw, 1, raw::kepu_save_options_new)[0];
        try {
            Call.run(raw, outputs -> raw.kepu_save_options_set_format(made, options.format.number(), outputs));
            Call.run(raw, outputs -> raw.kepu_save_options_set_expected(made, expected, outputs));
            return made;
        } catch (Throwable failure) {
            raw.kepu_save_options_free(made);
            throw failure;
        }
    }
}
