-- Lists by the part an organ has in a duty, counted without walking through the rows.
CREATE INDEX duties_part ON duties (district, part, due_order, id);
