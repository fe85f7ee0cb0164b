// kind: inverted-condition
// function: gate_move
// forward: same
// why: The branches change places with the negated condition.

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
	if (gate->target <= gate->position)
		motor_down(gate, gate->position - gate->target);
	else
		motor_up(gate, gate->target - gate->position);
}
#endif
