// One triangle over the whole picture, as far away as can be.
out float height; // 0..1 from the lower edge

void main()
{
    vec2 place = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
    gl_Position = vec4(place * 2.0 - 1.0, 1.0, 1.0);
    height = place.y;
}
