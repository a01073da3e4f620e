package kepu;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A call of the library that failed. {@link #getMessage()} gives place and message in English, {@link #getLocalizedMessage()}
 * in Chinese where that is the default locale's language, {@link #message(Language)} the message alone in either.
 */
public final class KepuException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Number of the code. */
    private final int number;
    /** Name of the code. */
    private final String name;
    /** Message in English. */
    private final String english;
    /** Message in Chinese. */
    private final String chinese;
    /** File as the caller named it, or null. */
    private final String file;
    /** Line, or 0. */
    private final long line;
    /** Column, or 0. */
    private final long column;
    /** Offset, or -1. */
    private final long offset;
    /** Element path or id, or null. */
    private final String path;

    private KepuException(Raw raw, int status, long error) {
        int code = raw.kepu_error_code(error);
        number = code != 0 ? code : status;
        String known = Text.string(raw.kepu_status_name(number));
        name = known != null ? known : String.valueOf(number);
        english = message(raw, error, Language.EN);
        chinese = message(raw, error, Language.ZH);
        file = Text.string(raw.kepu_error_file(error));
        line = raw.kepu_error_line(error);
        column = raw.kepu_error_column(error);
        offset = error == 0 ? -1 : raw.kepu_error_offset(error);
        path = Text.string(raw.kepu_error_path(error));
    }

    private String message(Raw raw, long error, Language language) {
        String message = Text.string(raw.kepu_error_message(error, language.number()));
        return message != null ? message : name;
    }

    /** The exception for an error object, which is released; 0 where the call gave none. */
    static KepuException take(Raw raw, int status, long error) {
        try {
            return new KepuException(raw, status, error);
        } finally {
            raw.kepu_error_free(error);
        }
    }

    /**
     * What kind of failure; codes never change their meaning.
     *
     * @return the code; {@link ErrorCode#UNKNOWN} for a number that this version does not know
     */
    public ErrorCode code() {
        return ErrorCode.of(number);
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
     * Name of the code, like {@code duplicate-id}.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What was found and what was expected, without the place.
     *
     * @param language the language
     * @return one line without a closing stop
     */
    public String message(Language language) {
        return language == Language.ZH ? chinese : english;
    }

    /**
     * The file as the caller named it.
     *
     * @return the name, empty where the failure lies in none
     */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Line of the fault, from 1.
     *
     * @return the line, empty where it has none
     */
    public OptionalLong line() {
        return Closing.place(line);
    }

    /**
     * Column of the fault, from 1, in characters (code points).
     *
     * @return the column, empty where it has none
     */
    public OptionalLong column() {
        return Closing.place(column);
    }

    /**
     * Byte offset of the fault in the unpacked bytes, from 0.
     *
     * @return the offset, empty where it has none
     */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /**
     * Element path of the fault, like {@code /plan/nodes/node[3]/title}; of a {@link Builder} the id that the mistake is about.
     *
     * @return the path, empty where there is none
     */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    @Override
    public String getMessage() {
        return placed(english);
    }

    @Override
    public String getLocalizedMessage() {
        return placed(Locale.getDefault().getLanguage().equals("zh") ? chinese : english);
    }

    private String placed(String message) {
        StringBuilder place = new StringBuilder();
        if (file != null) {
            place.append(file).append(':');
        }
        if (line > 0) {
            place.append(line).append(':');
        }
        if (column > 0) {
            place.append(column).append(':');
        }
        return place.length() == 0 ? message : place.append(' ').append(message).toString();
    }
}
