// kind: const-table
// function: gain_of
// forward: same
// why: The entries are named and stand in another order.

#ifdef OLD
static const short gains[4] = { 1, 2, 4, 8 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#else
static const short gains[4] = { [3] = 8, [2] = 4, [1] = 2, [0] = 1 };

int gain_of(unsigned int step)
{
	return gains[step & 3];
}
#endif
