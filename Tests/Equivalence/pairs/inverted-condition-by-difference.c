// kind: inverted-condition
// function: gate_move
// forward: drifted
// why: The difference wraps where the positions are far apart, so its sign is not the comparison.

struct gate { int position, target; };
void motor_up(struct gate *gate, int by);
void motor_down(struct gate *gate, int by);

#ifdef OLD
void gate_move(struct gate *gate)
{
	if (gate->target > gate->position)
		motor_up(gate, gate->target - gate->position);
	else
		motor_down(gate, gate->position - gate->target);
}
#else
void gate_move(struct gate *gate)
{
	int by = gate->target - gate->position;

	if (by > 0)
		motor_up(gate, by);
	else
		motor_down(gate, -by);
}
#endif
