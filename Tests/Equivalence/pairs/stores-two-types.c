// kind: aliasing
// function: mix_set
// forward: drifted
// as: mix_set.half int*
// why: Pointers of two types may point to the same place: the kernel is built without strict aliasing.

#ifdef OLD
void mix_set(int *number, short *half)
{
	*number = 0x10001;
	*half = 7;
}
#else
void mix_set(int *number, short *half)
{
	*half = 7;
	*number = 0x10001;
}
#endif
