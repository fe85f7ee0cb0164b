// kind: loop-width
// function: mark_all
// forward: drifted
// why: The half is rounded up.

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
	return (count + 1) / 2;
}
#endif
