// kind: loop-nested
// function: grid_sum
// forward: same
// why: Sums over rows and over columns are the same sum.

struct grid { int cells[3][4]; };

#ifdef OLD
int grid_sum(const struct grid *grid)
{
	int i, j, sum = 0;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 4; j++)
			sum += grid->cells[i][j];
	return sum;
}
#else
int grid_sum(const struct grid *grid)
{
	int i, j, sum = 0;

	for (j = 0; j < 4; j++)
		for (i = 0; i < 3; i++)
			sum += grid->cells[i][j];
	return sum;
}
#endif
