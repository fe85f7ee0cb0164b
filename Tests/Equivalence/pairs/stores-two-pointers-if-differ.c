// kind: aliasing
// function: both_clear
// forward: same
// why: The second store is skipped where it would be the first once more.

#ifdef OLD
void both_clear(int *first, int *second)
{
	*first = 0;
	*second = 0;
}
#else
void both_clear(int *first, int *second)
{
	*first = 0;
	if (second != first)
		*second = 0;
}
#endif
