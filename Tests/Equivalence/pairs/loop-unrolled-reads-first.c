// kind: loop-unrolled
// function: regs_save
// forward: drifted
// why: All registers are read before any is kept, and a read may change the state.

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
	int a = reg_read(0x40);
	int b = reg_read(0x44);
	int c = reg_read(0x48);

	state->regs[0] = a;
	state->regs[1] = b;
	state->regs[2] = c;
}
#endif
