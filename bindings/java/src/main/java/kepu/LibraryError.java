package kepu;

/** The native library was not found, could not be loaded, or is of a version that does not fit this jar. */
public final class LibraryError extends UnsatisfiedLinkError {
    private static final long serialVersionUID = 1;

    LibraryError(String message, Throwable cause) {
        super(message);
        initCause(cause);
    }
}
