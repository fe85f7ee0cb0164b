// kind: aliasing
// function: both_set
// forward: drifted
// why: Both pointers may be equal, and then the last store wins.

#ifdef OLD
void both_set(int *first, int *second)
{
	*first = 1;
	*second = 2;
}
#else
void both_set(int *first, int *second)
{
	*second = 2;
	*first = 1;
}
#endif
