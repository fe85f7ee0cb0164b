// kind: loop-width
// function: mark_all
// forward: same or unknown
// why: Half of the numbers below the bound are odd.

#ifdef OLD
int mark_all(unsigned short count)
{
	int i, marks = 0;

	for (i = 0; i < count; i++)
		marks += i & 1;
	return marks;
}
#else
int mark_all(unsigned short count)
{
	return count / 2;
}
#endif
