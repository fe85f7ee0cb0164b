// kind: const-table
// function: gain_of
// forward: same
// why: The table holds the powers of two.

#ifdef OLD
static const short gains[4] = { 1, 2, 4, 8 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#else
int gain_of(unsigned int step)
{
	return 1 << (step & 3);
}
#endif
