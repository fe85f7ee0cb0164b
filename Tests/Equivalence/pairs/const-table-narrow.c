// kind: const-table
// function: gain_of
// forward: same
// why: All numbers fit a byte.

#ifdef OLD
static const short gains[4] = { 1, 2, 4, 8 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#else
static const unsigned char gains[] = { 1, 2, 4, 8 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#endif
