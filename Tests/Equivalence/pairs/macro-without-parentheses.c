// kind: macro
// function: batch_size
// forward: drifted
// why: Without parentheses the sum in the macro binds otherwise.

#ifdef OLD
#define BATCH 64

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#else
#define BATCH 62 + 2

int batch_size(int want)
{
	return want > BATCH ? 2 * BATCH / 2 : want;
}
#endif
