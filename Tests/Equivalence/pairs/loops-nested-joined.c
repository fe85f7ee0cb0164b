// kind: loop-nested
// function: grid_visit
// forward: same or unknown
// why: One loop over the product, with row and column by division.

void visit(int row, int column);

#ifdef OLD
void grid_visit(unsigned char rows, unsigned char columns)
{
	int i, j;

	for (i = 0; i < (rows & 3); i++)
		for (j = 0; j < (columns & 3); j++)
			visit(i, j);
}
#else
void grid_visit(unsigned char rows, unsigned char columns)
{
	int at, width = columns & 3;

	for (at = 0; at < (rows & 3) * width; at++)
		visit(at / width, at % width);
}
#endif
