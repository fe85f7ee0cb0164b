// kind: macro
// function: batch_size
// forward: same
// why: The macro is written as a shift and has the same value.

#ifdef OLD
#define BATCH 64

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#else
#define BATCH_SHIFT 6
#define BATCH (1 << BATCH_SHIFT)

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#endif
