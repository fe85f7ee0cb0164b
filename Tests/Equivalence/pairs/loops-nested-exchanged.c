// kind: loop-nested
// function: grid_visit
// forward: drifted
// why: The fields are visited by column in place of by row.

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
	int i, j;

	for (j = 0; j < (columns & 3); j++)
		for (i = 0; i < (rows & 3); i++)
			visit(i, j);
}
#endif
