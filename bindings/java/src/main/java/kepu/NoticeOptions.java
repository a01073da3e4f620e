package kepu;

/** How a notice is read. */
public final class NoticeOptions {
    private String uid;

    /** Options with the defaults. */
    public NoticeOptions() {
    }

    /**
     * Sets the uid of the plan to be made.
     *
     * @param uid the uid; null: {@code sha256:} and the digest of the bytes
     * @return these options
     */
    public NoticeOptions uid(String uid) {
        this.uid = uid;
        return this;
    }

    /** The library's object for them, to be freed; 0 for the defaults. */
    static long made(Raw raw, NoticeOptions options) {
        if (options == null || options.uid == null) {
            return 0;
        }
        byte[] uid = Text.utf8(options.uid);
        long made = Call.outputs(raw, 1, raw::kepu_import_options_new)[0];
        try {
            Call.run(raw, outputs -> raw.kepu_import_options_set_uid(made, uid, outputs));
            return made;
        } catch (Throwable failure) {
            raw.kepu_import_options_free(made);
            throw failure;
        }
    }
}
