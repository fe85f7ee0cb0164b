// kind: loop-unrolled
// function: regs_save
// forward: same
// why: A loop of three steps is written out.

int reg_read(int reg);
struct state { int regs[3]; };

#ifdef OLD
void regs_save(struct state *state)
{
	int i;

	for (i = 0; i < 3; i++)
		state->regs[i] = reg_read(0x40 + 4 * i);
}
#else
void regs_save(struct state *state)
{
	state->regs[0] = reg_read(0x40);
	state->regs[1] = reg_read(0x44);
	state->regs[2] = reg_read(0x48);
}
#endif
