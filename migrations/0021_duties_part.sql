-- Lists by the part an organ has in a duty and by period, counted and read without walking through the rows.
CREATE INDEX duties_part ON duties (district, part, due_order, id);
CREATE INDEX duties_of_period ON duties (district, period, due_order, id);
