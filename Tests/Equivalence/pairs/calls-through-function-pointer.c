// kind: calls
// function: core_reset
// forward: same
// why: A constant function pointer calls the same function.

struct core { int id; };
void core_halt(struct core *core);
void core_flush(struct core *core);
int core_state(struct core *core);

#ifdef OLD
int core_reset(struct core *core)
{
	core_halt(core);
	core_flush(core);
	return core_state(core);
}
#else
int core_reset(struct core *core)
{
	void (*const steps[])(struct core *) = { core_halt, core_flush };
	int i;

	for (i = 0; i < 2; i++)
		steps[i](core);
	return core_state(core);
}
#endif
