// kind: macro
// function: batch_size
// forward: drifted
// why: The text is the same and the macro's value another.

#ifdef OLD
#define BATCH 64

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#else
#define BATCH 32

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#endif
