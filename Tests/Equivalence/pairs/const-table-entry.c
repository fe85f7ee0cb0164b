// kind: const-table
// function: gain_of
// forward: drifted
// why: One number of the table changed.

#ifdef OLD
static const short gains[4] = { 1, 2, 4, 8 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#else
static const short gains[4] = { 1, 2, 5, 8 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#endif
