package kepu;

import java.nio.ByteBuffer;

/** Calls that may fail, and what they hand out. */
final class Call {
    /** A call whose last output is the error. */
    interface Fallible {
        int of(long[] outputs);
    }

    private Call() {
    }

    /** Outputs of a call; a failure is an exception. */
    static long[] outputs(Raw raw, int count, Fallible call) {
        long[] outputs = new long[count + 1];
        int status = call.of(outputs);
        if (status != 0) {
            throw KepuException.take(raw, status, outputs[count]);
        }
        return outputs;
    }

    /** A call without other outputs. */
    static void run(Raw raw, Fallible call) {
        outputs(raw, 0, call);
    }

    /** A buffer that is handed out, with its length behind it: copied, then given back. */
    static byte[] buffer(Raw raw, Fallible call) {
        long[] outputs = outputs(raw, 2, call);
        try {
            return raw.bytes(outputs[0], outputs[1]);
        } finally {
            raw.kepu_free(outputs[0]);
        }
    }

    /** The same where it is, without a copy: given back when nothing refers any more to it or a part of it. */
    static ByteBuffer view(Raw raw, Fallible call) {
        long[] outputs = outputs(raw, 2, call);
        ByteBuffer buffer;
        try {
            buffer = raw.buffer(outputs[0], outputs[1]);
        } catch (Throwable failure) {
            raw.kepu_free(outputs[0]);
            throw failure;
        }
        Owned.of(buffer, outputs[0], Raw::kepu_free);
        return buffer.asReadOnlyBuffer();
    }

    /** A text that is handed out and that only its NUL ends. */
    static String terminated(Raw raw, Fallible call) {
        long[] outputs = outputs(raw, 1, call);
        try {
            return Text.string(raw.text(outputs[0]));
        } finally {
            raw.kepu_free(outputs[0]);
        }
    }
}
