#include "shim.h"

#include <kepu/kepu.h>

#include <stdlib.h>
#include <string.h>

static bool out_of_memory(JNIEnv *env, const char *what)
{
	jclass type = (*env)->FindClass(env, "java/lang/OutOfMemoryError");
	if (type)
		(*env)->ThrowNew(env, type, what);
	return false;
}

bool kepu_jni_take(JNIEnv *env, jbyteArray array, struct kepu_jni_bytes *out)
{
	if (!array)
		return true;
	jsize length = (*env)->GetArrayLength(env, array);
	char *data = out->few;
	if ((size_t)length >= sizeof out->few)
		data = malloc((size_t)length + 1);
	if (!data)
		return out_of_memory(env, "no memory outside the heap for a copy of a byte[]");
	(*env)->GetByteArrayRegion(env, array, 0, length, (jbyte *)data);
	data[length] = 0;
	out->data = data;
	out->length = (size_t)length;
	return true;
}

void kepu_jni_drop(struct kepu_jni_bytes *bytes)
{
	if (bytes->data != bytes->few)
		free(bytes->data);
	bytes->data = NULL;
}

void kepu_jni_fill(JNIEnv *env, jbyteArray array, struct kepu_jni_bytes *bytes)
{
	if (bytes->data)
		(*env)->SetByteArrayRegion(env, array, 0, (jsize)bytes->length, (const jbyte *)bytes->data);
	kepu_jni_drop(bytes);
}

bool kepu_jni_take_handles(JNIEnv *env, jlongArray array, struct kepu_jni_handles *out)
{
	if (!array)
		return true;
	jsize count = (*env)->GetArrayLength(env, array);
	/* An empty array is not the same as none, and calloc(0) may give none. */
	void **items = calloc((size_t)count + 1, sizeof *items);
	jlong *addresses = calloc((size_t)count + 1, sizeof *addresses);
	if (!items || !addresses) {
		free(items);
		free(addresses);
		return out_of_memory(env, "no memory outside the heap for a copy of a long[]");
	}
	(*env)->GetLongArrayRegion(env, array, 0, count, addresses);
	for (jsize i = 0; i < count; i++)
		items[i] = kepu_jni_pointer(addresses[i]);
	free(addresses);
	out->items = items;
	out->count = (size_t)count;
	return true;
}

void kepu_jni_drop_handles(struct kepu_jni_handles *handles)
{
	free(handles->items);
	handles->items = NULL;
}

void kepu_jni_fill_handles(JNIEnv *env, jlongArray array, struct kepu_jni_handles *handles)
{
	for (size_t i = 0; i < handles->count; i++) {
		jlong address = kepu_jni_address(handles->items[i]);
		(*env)->SetLongArrayRegion(env, array, (jsize)i, 1, &address);
	}
	kepu_jni_drop_handles(handles);
}

jbyteArray kepu_jni_text(JNIEnv *env, const char *text, size_t length)
{
	if (!text)
		return NULL;
	if (length > INT32_MAX) {
		out_of_memory(env, "more bytes than a byte[] can hold");
		return NULL;
	}
	jbyteArray array = (*env)->NewByteArray(env, (jsize)length);
	if (array)
		(*env)->SetByteArrayRegion(env, array, 0, (jsize)length, (const jbyte *)text);
	return array;
}

static jbyteArray JNICALL copy_text(JNIEnv *env, jobject self, jlong address)
{
	const char *text = kepu_jni_pointer(address);
	(void)self;
	return kepu_jni_text(env, text, text ? strlen(text) : 0);
}

static jbyteArray JNICALL copy_bytes(JNIEnv *env, jobject self, jlong address, jlong length)
{
	(void)self;
	return kepu_jni_text(env, kepu_jni_pointer(address), (size_t)length);
}

static jobject JNICALL view_bytes(JNIEnv *env, jobject self, jlong address, jlong length)
{
	(void)self;
	if (length > INT32_MAX) {
		out_of_memory(env, "more bytes than a ByteBuffer can hold");
		return NULL;
	}
	return (*env)->NewDirectByteBuffer(env, kepu_jni_pointer(address), length);
}

static const struct method own[] = {
	{ "text", "(J)[B", (function *)copy_text },
	{ "buffer", "(JJ)Ljava/nio/ByteBuffer;", (function *)view_bytes },
	{ "bytes", "(JJ)[B", (function *)copy_bytes },
};

static bool bind(JNIEnv *env, jclass type, const struct method *methods, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		JNINativeMethod native = { (char *)methods[i].name, (char *)methods[i].signature, NULL };
		memcpy(&native.fnPtr, &methods[i].entry, sizeof native.fnPtr);
		if ((*env)->RegisterNatives(env, type, &native, 1) != JNI_OK)
			return false;
	}
	return true;
}

/* These two are found by their names; Java asks for the version before it lets anything else be bound. */

JNIEXPORT jint JNICALL Java_kepu_Jni_version(JNIEnv *env, jclass type)
{
	(void)env;
	(void)type;
	return kepu_version_number();
}

JNIEXPORT jint JNICALL Java_kepu_Jni_register(JNIEnv *env, jclass type)
{
	if (!bind(env, type, own, sizeof own / sizeof own[0]) ||
	    !bind(env, type, kepu_jni_methods, kepu_jni_method_count))
		return 0;
	return (jint)kepu_jni_method_count;
}
