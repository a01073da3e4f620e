/*
 * What the native methods of kepu.Jni have in common: bytes and addresses, in and out.
 *
 * Texts cross as byte[] in UTF-8, never as modified UTF-8; objects and addresses cross as long. Where Java has no memory
 * left, an OutOfMemoryError is pending and the native method returns without calling the library.
 */
#ifndef KEPU_JNI_SHIM_H
#define KEPU_JNI_SHIM_H

#include <jni.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void function(void);

/* A native method, as it is registered. */
struct method {
	const char *name;
	const char *signature;
	function *entry;
};

extern const struct method kepu_jni_methods[];
extern const size_t kepu_jni_method_count;

/* Bytes taken from an array: terminated, and NULL for null. */
struct kepu_jni_bytes {
	char *data;
	size_t length;
	char few[128];
};

/* Addresses taken from an array: NULL for null. */
struct kepu_jni_handles {
	void **items;
	size_t count;
};

static inline void *kepu_jni_pointer(jlong address)
{
	return (void *)(uintptr_t)address;
}

static inline jlong kepu_jni_address(const void *pointer)
{
	return (jlong)(uintptr_t)pointer;
}

/* Copy an array's bytes. False: there was no memory, and what was taken so far is still to be dropped. */
bool kepu_jni_take(JNIEnv *env, jbyteArray array, struct kepu_jni_bytes *out);

/* Give the copy back. */
void kepu_jni_drop(struct kepu_jni_bytes *bytes);

/* Copy the bytes into the array they were taken from, and give the copy back. */
void kepu_jni_fill(JNIEnv *env, jbyteArray array, struct kepu_jni_bytes *bytes);

/* The same for arrays of addresses. */
bool kepu_jni_take_handles(JNIEnv *env, jlongArray array, struct kepu_jni_handles *out);
void kepu_jni_drop_handles(struct kepu_jni_handles *handles);
void kepu_jni_fill_handles(JNIEnv *env, jlongArray array, struct kepu_jni_handles *handles);

/* A new array with a copy of the bytes; null for NULL. */
jbyteArray kepu_jni_text(JNIEnv *env, const char *text, size_t length);

#endif
