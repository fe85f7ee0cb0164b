// kind: calls
// function: core_reset
// forward: same
// why: The calls are made with the argument in another local.

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
	struct core *same = core;
	int state;

	core_halt(same);
	core_flush(core);
	state = core_state(same);
	return state;
}
#endif
