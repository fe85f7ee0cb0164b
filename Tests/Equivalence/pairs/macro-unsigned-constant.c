// kind: macro
// function: batch_size
// forward: drifted
// why: An unsigned constant makes the comparison unsigned, so that negative wishes count as large.

#ifdef OLD
#define BATCH 64

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#else
#define BATCH 64u

int batch_size(int want)
{
	return want > BATCH ? BATCH : want;
}
#endif
